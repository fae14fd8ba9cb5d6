/** What the palette offers. */

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type TextDocument, ProgressLocation, commands, window, workspace } from "vscode";
import {
  DiagnosticSeverity,
  type DocumentSymbol,
  DocumentSymbolRequest,
  ExecuteCommandRequest,
  type LanguageClient,
  WorkspaceDiagnosticRequest,
} from "vscode-languageclient/node";

import type { Explanations } from "./explanations.js";
import { LANGUAGES } from "./names.js";
import { pathTo } from "./outline.js";
import type { Server } from "./server.js";
import { plural } from "./status.js";
import { readTemplates } from "./templates.js";

const run = promisify(execFile);

/** Lints every service of the workspace, also those that are not open, and shows what was found. */
export async function lintWorkspace(server: Server): Promise<void> {
  const client = await server.client();
  if (!client) {
    return;
  }
  const { items } = await window.withProgress({ location: ProgressLocation.Window, title: "Linting services" }, () =>
    client.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] }),
  );
  const found = items.flatMap((report) => (report.kind === "full" ? report.items : []));
  const count = (severity: DiagnosticSeverity): number => found.filter((item) => item.severity === severity).length;
  await commands.executeCommand("workbench.actions.view.problems");
  const errors = plural(count(DiagnosticSeverity.Error), "error");
  const warnings = plural(count(DiagnosticSeverity.Warning), "warning");
  void window.showInformationMessage(`easui found ${errors} and ${warnings} in ${plural(items.length, "file")}.`);
}

/** Explains a parameter, the one at the cursor if nothing else is typed. */
export async function explainParameter(server: Server, explanations: Explanations): Promise<void> {
  const client = await server.client();
  if (!client) {
    return;
  }
  const path = await window.showInputBox({
    title: "Explain a parameter",
    placeHolder: "metadata.rpc.batching",
    value: await pathAtCursor(client),
  });
  if (path === undefined) {
    return;
  }
  try {
    const params = { command: "easui.explain", arguments: [{ path }] };
    await explanations.show(path, String(await client.sendRequest(ExecuteCommandRequest.type, params)));
  } catch (error) {
    void window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}

/** Opens a new text, not saved yet, that is made from a template. */
export async function newFromTemplate(server: Server): Promise<void> {
  const program = await server.program();
  if (!program) {
    return;
  }
  const { stdout } = await run(program, ["new", "--list"]);
  const choices = readTemplates(stdout).map(({ name, title, description }) => ({
    label: title,
    description: name,
    detail: description,
  }));
  const chosen = await window.showQuickPick(choices, { title: "New from a template", matchOnDetail: true });
  if (chosen) {
    const { stdout: content } = await run(program, ["new", chosen.description, "--yes", "--output", "-"]);
    const language = content.trimStart().startsWith("{") ? "json" : "yaml";
    await window.showTextDocument(await workspace.openTextDocument({ language, content }));
  }
}

async function pathAtCursor(client: LanguageClient): Promise<string> {
  const editor = window.activeTextEditor;
  if (!editor || !LANGUAGES.includes(editor.document.languageId)) {
    return "";
  }
  return pathTo(await symbolsOf(client, editor.document), editor.selection.active);
}

async function symbolsOf(client: LanguageClient, document: TextDocument): Promise<DocumentSymbol[]> {
  const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(document);
  const found = (await client.sendRequest(DocumentSymbolRequest.type, { textDocument })) ?? [];
  return found.filter((symbol): symbol is DocumentSymbol => "selectionRange" in symbol);
}
