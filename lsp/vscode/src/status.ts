/** The item of the status bar: how the server is, and what it found in the file that is looked at. */

import {
  DiagnosticSeverity,
  type Disposable,
  StatusBarAlignment,
  type StatusBarItem,
  ThemeColor,
  type Uri,
  languages,
  window,
} from "vscode";

import { LANGUAGES, isServiceName } from "./names.js";
import type { Health } from "./server.js";

/** Shows itself beside services alone. */
export class Status implements Disposable {
  #health: Health = "starting";
  readonly #item: StatusBarItem;
  readonly #subscriptions: Disposable[];

  constructor() {
    this.#item = window.createStatusBarItem("easui", StatusBarAlignment.Left, 0);
    this.#item.name = "easui";
    const update = (): void => {
      this.#update();
    };
    this.#subscriptions = [languages.onDidChangeDiagnostics(update), window.onDidChangeActiveTextEditor(update)];
    update();
  }

  set health(health: Health) {
    this.#health = health;
    this.#update();
  }

  dispose(): void {
    this.#item.dispose();
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
  }

  #update(): void {
    const document = window.activeTextEditor?.document;
    const counts = document && LANGUAGES.includes(document.languageId) ? countsOf(document.uri) : undefined;
    if (!document || !counts || !(isServiceName(document.uri.path) || counts.total)) {
      this.#item.hide();
      return;
    }
    const { text, tooltip, command } = this.#said(counts);
    this.#item.text = text;
    this.#item.tooltip = tooltip;
    this.#item.command = command;
    this.#item.backgroundColor =
      this.#health === "missing" ? new ThemeColor("statusBarItem.warningBackground") : undefined;
    this.#item.show();
  }

  #said(counts: Counts): { text: string; tooltip: string; command: string } {
    switch (this.#health) {
      case "running": {
        const { errors, warnings, total } = counts;
        const notes = plural(total - errors - warnings, "note");
        const tooltip = `${plural(errors, "error")}, ${plural(warnings, "warning")} and ${notes} by easui`;
        return {
          text: `EAS $(error) ${String(errors)} $(warning) ${String(warnings)}`,
          tooltip,
          command: "workbench.actions.view.problems",
        };
      }
      case "starting":
        return { text: "$(loading~spin) EAS", tooltip: "easui is starting", command: "easui.showOutput" };
      case "stopped":
        return {
          text: "$(debug-disconnect) EAS",
          tooltip: "easui has stopped; a click starts it",
          command: "easui.restartServer",
        };
      case "missing":
        return {
          text: "$(warning) EAS",
          tooltip: "easui was not found; a click looks again",
          command: "easui.restartServer",
        };
    }
  }
}

interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly total: number;
}

function countsOf(uri: Uri): Counts {
  const found = languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === "easui");
  const count = (severity: DiagnosticSeverity): number =>
    found.filter((diagnostic) => diagnostic.severity === severity).length;
  return {
    errors: count(DiagnosticSeverity.Error),
    warnings: count(DiagnosticSeverity.Warning),
    total: found.length,
  };
}

/** A number with its noun. */
export function plural(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? "" : "s"}`;
}
