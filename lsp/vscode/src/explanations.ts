/** Explanations of parameters as rendered Markdown. */

import { type Disposable, EventEmitter, Uri, commands, workspace } from "vscode";

const SCHEME = "easui-explanation";

/** Keeps the texts that were asked for, for the preview to read them. */
export class Explanations implements Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #registration = workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: this.#changed.event,
    provideTextDocumentContent: (uri) => this.#texts.get(uri.path) ?? "",
  });

  /** Shows the explanation of a path beside the editor. */
  async show(path: string, text: string): Promise<void> {
    const uri = Uri.from({ scheme: SCHEME, path: `/${path || "service"}.md` });
    this.#texts.set(uri.path, text);
    this.#changed.fire(uri);
    await commands.executeCommand("markdown.showPreviewToSide", uri);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}
