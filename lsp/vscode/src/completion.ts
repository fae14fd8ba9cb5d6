/** Choices whose first place to fill in has choices of its own: the list opens again once they are accepted. */

import type { Command, CompletionItem } from "vscode";
import type { CompletionMiddleware } from "vscode-languageclient";

const SUGGEST: Command = { title: "Suggest", command: "editor.action.triggerSuggest" };

/** Follows what the server says in the data of a choice; the protocol itself has no word for it. */
export const completionMiddleware: CompletionMiddleware = {
  provideCompletionItem: async (document, position, context, token, next) => {
    const found = await next(document, position, context, token);
    for (const item of Array.isArray(found) ? found : (found?.items ?? [])) {
      suggestAfter(item);
    }
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

function suggestAfter(item: CompletionItem & { data?: unknown }): void {
  if ((item.data as { asksAgain?: unknown } | null | undefined)?.asksAgain === true) {
    item.command = SUGGEST;
  }
}
