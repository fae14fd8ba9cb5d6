/** Dry runs: the page that `easui simulate` writes, beside the editor. */

import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import { type Disposable, Uri, ViewColumn, type WebviewPanel, window, workspace } from "vscode";

import type { Server } from "./server.js";

const run = promisify(execFile);
/** The exit code of a service that does not fit, or misses what it promises: there is a page all the same. */
const FOUND_SOMETHING = 1;

/** One panel, which shows the newest dry run. */
export class DryRuns implements Disposable {
  readonly #server: Server;
  #panel: WebviewPanel | undefined;

  constructor(server: Server) {
    this.#server = server;
  }

  /** Saves the service, runs it dry and shows the page; without a URI that in the active editor. */
  async run(uri: Uri | undefined = window.activeTextEditor?.document.uri): Promise<void> {
    const program = await this.#server.program();
    if (!program || !uri) {
      return;
    }
    const file = (await workspace.save(uri))?.fsPath;
    if (file) {
      try {
        this.#show(basename(file), await pageOf(program, Uri.file(file)));
      } catch (error) {
        void window.showErrorMessage(error instanceof Error ? error.message : String(error));
      }
    }
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #show(name: string, page: string): void {
    if (!this.#panel) {
      const place = { viewColumn: ViewColumn.Beside, preserveFocus: true };
      this.#panel = window.createWebviewPanel("easui.dryRun", "", place, {
        enableScripts: true,
        localResourceRoots: [],
      });
      this.#panel.onDidDispose(() => {
        this.#panel = undefined;
      });
    }
    this.#panel.title = `Dry run of ${name}`;
    this.#panel.webview.html = page;
    this.#panel.reveal(undefined, true);
  }
}

/** The page of a dry run; what the program says, as an error, where there is none. */
async function pageOf(program: string, file: Uri): Promise<string> {
  const folder = workspace.getWorkspaceFolder(file)?.uri.fsPath ?? dirname(file.fsPath);
  const settings = workspace.getConfiguration("easui", file);
  const inputs = ["inventory", "scenario"].flatMap((name) => {
    const value = settings.get<string | null>(name);
    return value ? [`--${name}`, value] : [];
  });
  const kept = await mkdtemp(join(tmpdir(), "easui-"));
  const page = join(kept, "page.html");
  try {
    try {
      await run(program, ["simulate", "--quiet", "--html", page, ...inputs, "--", relative(folder, file.fsPath)], {
        cwd: folder,
      });
    } catch (error) {
      const { code, stderr } = error as { code?: unknown; stderr?: string };
      if (code !== FOUND_SOMETHING) {
        throw new Error(stderr?.trim() ?? String(error), { cause: error });
      }
    }
    return await readFile(page, "utf8");
  } finally {
    await rm(kept, { recursive: true });
  }
}
