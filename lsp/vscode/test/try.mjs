/**
 * Tries the extension in a real VS Code: node try.mjs INSTALLED EXTENSION.vsix ENVIRONMENT PICTURES
 *
 * INSTALLED is what install.sh made, ENVIRONMENT a Python environment with easui in it.
 */

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { after, before, test } from "node:test";

import { serve } from "./vscode.mjs";
import { Window, launch, until } from "./window.mjs";

const [installed, extension, environment, pictures] = process.argv.slice(2).map((path) => resolve(path));

const BROKEN = `{
  "metadata": {
    "name": "chat",
    "instnce": 2,
    "cpu": 4,
    "memory": 16,
    
  },
  "containers": [
    {
      "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
      "script": "python app.py",
      "port": 8000
    }
  ],
  "autoscaler": {
    "min": 4,
    "max": 2,
    "strategies": {"qps": 10}
  }
}
`;
const NOT_OPEN = `metadata:
  name: Capital
  instance: 1
`;
const FITS = `{
  "metadata": {"name": "small", "instance": 2, "workspace_id": "140523"},
  "cloud": {"computing": {"instances": [{"type": "ecs.gn7i-c8g1.2xlarge"}, {"type": "ecs.gn6i-c8g1.2xlarge"}]}},
  "containers": [
    {
      "image": "eas-registry-vpc.cn-hangzhou.cr.aliyuncs.com/pai-eas/python-inference:py39-ubuntu2004",
      "script": "python app.py",
      "port": 8000
    }
  ]
}
`;
const NO_SERVICE = `{"name": "other", "metadata": {"instnce": 2}}
`;

const root = mkdtempSync(join(tmpdir(), "easui-vscode-"));
const [workspace, bare] = [join(root, "services"), join(root, "bare")];
let vscode, browser, window;

before(async () => {
  for (const folder of [workspace, bare]) {
    mkdirSync(folder);
    writeFileSync(join(folder, "chat.service.json"), BROKEN);
  }
  writeFileSync(join(workspace, "batch.eas.yaml"), NOT_OPEN);
  writeFileSync(join(workspace, "small.service.json"), FITS);
  writeFileSync(join(workspace, "package.json"), NO_SERVICE);
  symlinkSync(environment, join(workspace, ".venv"));
  const searchPath = [dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter);
  vscode = await serve({ installed, profile: join(root, "profile"), extension, searchPath });
  browser = await launch(installed);
  window = await Window.open(browser, vscode.address(workspace), pictures);
});

after(async () => {
  await browser?.close();
  await vscode?.stop();
  rmSync(root, { recursive: true });
});

/** The text of a file once it is saved and as it should be. */
async function saved(name, expected) {
  await window.press("Control+s");
  const path = join(workspace, name);
  await until(`${name} is ${expected}`, () => readFileSync(path, "utf8") === expected);
}

test("a mistake is underlined where it is", async () => {
  await window.openFile("chat.service.json");
  await until("the key is underlined", () => window.underlines(".editor-instance .squiggly-error", "instnce"));
});

test("the status bar counts", async () => {
  await window.seen(".statusbar-item", /EAS\s+3\s+1/);
});

test("a hover tells the fact and the cure, and documents a parameter", async () => {
  const fault = await window.hoverOver("instnce", "is not a parameter of EAS");
  assert.match(fault, /instance/);
  await window.picture("vscode-hover");
  const docs = await window.hoverOver("cpu", "cores");
  assert.match(docs, /CPU/);
});

test("completion offers the keys that are not there yet, also in broken text", async () => {
  await window.goTo(7, 5);
  const labels = await window.completions();
  assert.ok(labels.includes("workspace_id"), labels.join());
  assert.ok(!labels.includes("cpu") && !labels.includes("containers"), labels.join());
  await window.type("works");
  await window.seen(".suggest-widget.visible .monaco-list-row.focused", "workspace_id");
  await window.press("Control+Space");
  await window.seen(".suggest-details", "Id of the PAI workspace");
  await window.picture("vscode-completion");
  await window.press("Enter");
  await window.type("140523");
  await saved("chat.service.json", BROKEN.replace("    \n", '    "workspace_id": "140523"\n'));
});

test("a quick fix is applied", async () => {
  await window.goTo(4, 7);
  await window.press("Control+.");
  await window.seen(".action-widget .monaco-list-row.focused", "Rename to `instance`");
  await window.picture("vscode-quick-fix");
  await window.press("Enter");
  const mended = BROKEN.replace("    \n", '    "workspace_id": "140523"\n').replace("instnce", "instance");
  await saved("chat.service.json", mended);
});

test("a setting counts at once", async () => {
  await window.seen(".statusbar-item", /EAS\s+1\s+1/);
  mkdirSync(join(workspace, ".vscode"));
  writeFileSync(join(workspace, ".vscode", "settings.json"), '{"easui.severity": {"EAS131": "off"}}');
  await window.seen(".statusbar-item", /EAS\s+1\s+0/);
});

test("problems of files that are not open are found", async () => {
  await window.runCommand("easui: Lint All Services of the Workspace");
  await window.seen(".notification-toast", /easui found \d+ errors? and \d+ warnings? in 3 files/);
  await window.seen(".markers-panel .monaco-list-row", "batch.eas.yaml");
  await window.seen(".markers-panel .monaco-list-row", "names have no capitals");
  await window.picture("vscode-problems");
  assert.equal(await window.page.locator(".markers-panel .monaco-list-row", { hasText: "package.json" }).count(), 0);
});

test("the parameter at the cursor is explained", async () => {
  await window.openFile("chat.service.json");
  await window.goTo(6, 8);
  await window.runCommand("easui: Explain a Parameter");
  const box = window.page.locator(".quick-input-widget .quick-input-box input");
  await window.seen(".quick-input-widget", "Explain a parameter");
  assert.equal(await box.inputValue(), "metadata.memory");
  await window.press("Enter");
  await window.seen(".tab.active", "metadata.memory");
  await until("the preview is there", () => window.shows("Memory of each instance in MB"));
  await window.picture("vscode-explain");
});

test("a dry run says what stands in its way, or shows a page; so does the line above a service", async () => {
  await window.openFile("chat.service.json");
  await window.runCommand("easui: Dry Run of This Service");
  await window.seen(".notification-toast", /^chat.service.json:18:12: error: autoscaler.max/);
  await window.runCommand("Notifications: Clear All Notifications");
  await window.runCommand("View: Close All Editor Groups");
  await window.press("Control+j");
  await window.openFile("small.service.json");
  await (await window.seen(".codelens-decoration a", "fits")).click();
  await window.seen(".tab.active", "Dry run of small.service.json");
  await until("the page is there", () => window.shows("Replicas placed"));
  await window.picture("vscode-dry-run");
});

test("a template becomes a new text, which is a service by what is in it", async () => {
  await window.runCommand("easui: New from Template");
  await window.choose("LLM", "LLM on a GPU with vLLM");
  await window.seen(".tab.active", "Untitled");
  await window.seen(".statusbar-item", "JSON");
  await window.hoverOver("containers", "container");
});

test("the server starts again when it is asked to", async () => {
  await window.runCommand("easui: Restart the Language Server");
  await window.openFile("batch.eas.yaml");
  await window.page.locator(".editor-instance .squiggly-error").first().waitFor();
  await window.seen(".statusbar-item", /EAS\s+\d/);
});

test("where easui is not installed, the user is told so once, with ways out", async () => {
  window = await Window.open(browser, vscode.address(bare), pictures);
  await window.openFile("chat.service.json");
  const told = await window.seen(".notification-toast", "easui was not found");
  assert.match(await told.innerText(), /nor in \.venv of this folder/);
  await window.seen(".notification-toast .monaco-button", "Choose the Program");
  await window.seen(".notification-toast .monaco-button", "Open the Settings");
  await window.picture("vscode-missing");
});
