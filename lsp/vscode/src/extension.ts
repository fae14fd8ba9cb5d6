/** Connects the parts: the server, its commands and the status bar. */

import { type ExtensionContext, Uri, commands, window, workspace } from "vscode";

import { explainParameter, lintWorkspace, newFromTemplate } from "./commands.js";
import { leaveSnippetsWithEnter } from "./completion.js";
import { DryRuns } from "./dryRun.js";
import { Explanations } from "./explanations.js";
import { onDidSelectPython } from "./interpreter.js";
import { Server } from "./server.js";
import { Status } from "./status.js";

let server: Server | undefined;

/** Called by VS Code when the first file is opened that can be a service. */
export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel("easui", { log: true });
  const status = new Status();
  const explanations = new Explanations();
  const running = new Server(output);
  const dryRuns = new DryRuns(running);
  // The lens above a service runs this command of the server.
  running.doHere("easui.simulate", (argument) => dryRuns.run(Uri.parse((argument as { uri: string }).uri)));
  server = running;
  const restart = (): Promise<void> => running.restart();

  context.subscriptions.push(
    output,
    status,
    explanations,
    dryRuns,
    leaveSnippetsWithEnter(),
    running.onDidChangeHealth((health) => {
      status.health = health;
    }),
    commands.registerCommand("easui.lintWorkspace", () => lintWorkspace(running)),
    commands.registerCommand("easui.dryRun", () => dryRuns.run()),
    commands.registerCommand("easui.explainParameter", () => explainParameter(running, explanations)),
    commands.registerCommand("easui.newFromTemplate", () => newFromTemplate(running)),
    commands.registerCommand("easui.restartServer", restart),
    commands.registerCommand("easui.showOutput", () => {
      output.show();
    }),
    window.onDidChangeVisibleTextEditors(() => {
      running.tellWhereWanted();
    }),
    workspace.onDidGrantWorkspaceTrust(restart),
    workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("easui.path") || change.affectsConfiguration("easui.python")) {
        await restart();
      }
    }),
  );
  await restart();
  const selecting = await onDidSelectPython(() => void restart());
  if (selecting) {
    context.subscriptions.push(selecting);
  }
}

/** Called by VS Code at the end. */
export async function deactivate(): Promise<void> {
  await server?.dispose();
}
