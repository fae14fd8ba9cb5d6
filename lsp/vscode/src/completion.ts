/** How choices are taken in the editor, as far as the protocol has no word for it. */

import { type Command, type CompletionItem, type Disposable, commands, window, workspace } from "vscode";
import type { CompletionMiddleware } from "vscode-languageclient";

const SUGGEST: Command = { title: "Suggest", command: "editor.action.triggerSuggest" };
const ENTER = /^\r?\n[ \t]*$/;

/** The texts that choices were given for: services, whatever their name. */
const completed = new Set<string>();

/** Opens the list again behind choices whose first place to fill in has choices too, as the server tells. */
export const completionMiddleware: CompletionMiddleware = {
  provideCompletionItem: async (document, position, context, token, next) => {
    const found = await next(document, position, context, token);
    const items = Array.isArray(found) ? found : (found?.items ?? []);
    if (items.length > 0) {
      completed.add(document.uri.toString());
    }
    items.forEach(suggestAfter);
    return found;
  },
  resolveCompletionItem: async (item, token, next) => {
    const resolved = await next(item, token);
    if (resolved) {
      suggestAfter(resolved);
    }
    return resolved;
  },
};

/**
 * Ends a snippet when Enter is pressed in it. VS Code itself takes all that is typed on the next lines for a part of
 * it, and once more than fifteen snippets are nested, it types into several of their places at a time.
 */
export function leaveSnippetsWithEnter(): Disposable {
  return workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    const isActive = document === window.activeTextEditor?.document;
    if (isActive && completed.has(document.uri.toString()) && contentChanges.some(({ text }) => ENTER.test(text))) {
      void commands.executeCommand("leaveSnippet");
    }
  });
}

function suggestAfter(item: CompletionItem & { data?: unknown }): void {
  if ((item.data as { asksAgain?: unknown } | null | undefined)?.asksAgain === true) {
    item.command = SUGGEST;
  }
}
