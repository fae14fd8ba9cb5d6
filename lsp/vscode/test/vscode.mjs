/** Serves the installed VS Code on this machine alone, with a profile that nothing is in but one extension. */

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const SETTINGS = {
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};
const START_SECONDS = 60;

/** Starts it; `address` opens a folder in it, `stop` ends it. */
export async function serve({ installed, profile, extension, searchPath }) {
  const program = join(installed, "node_modules", "code-server", "out", "node", "entry.js");
  const folders = ["--user-data-dir", join(profile, "user"), "--extensions-dir", join(profile, "extensions")];
  mkdirSync(join(profile, "user", "User"), { recursive: true });
  writeFileSync(join(profile, "user", "User", "settings.json"), JSON.stringify(SETTINGS));
  execFileSync(process.execPath, [program, ...folders, "--install-extension", extension], { stdio: "pipe" });

  const origin = `127.0.0.1:${String(await freePort())}`;
  const quiet = ["--config", "/dev/null", "--auth", "none", "--disable-telemetry", "--disable-update-check"];
  const served = spawn(process.execPath, [program, ...quiet, ...folders, "--bind-addr", origin], {
    env: { ...process.env, PATH: searchPath },
    stdio: "ignore",
  });
  await answered(`http://${origin}/healthz`);
  return {
    address: (folder) => `http://${origin}/?folder=${encodeURIComponent(folder)}`,
    stop: async () => {
      served.kill();
      await once(served, "exit");
    },
  };
}

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  return port;
}

async function answered(url) {
  for (let tried = 0; tried < START_SECONDS * 4; tried += 1) {
    try {
      if ((await fetch(url)).ok) {
        return;
      }
    } catch {
      // It does not listen yet.
    }
    await sleep(250);
  }
  throw new Error(`VS Code did not start within ${String(START_SECONDS)} seconds`);
}
