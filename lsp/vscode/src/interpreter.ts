/** The interpreter that is selected in the Python extension, where there is one. */

import { type Disposable, type Event, type Uri, extensions } from "vscode";

/** The part of the Python extension's interface that is used here. */
interface PythonExtension {
  readonly environments: {
    getActiveEnvironmentPath(resource?: Uri): { readonly path: string };
    readonly onDidChangeActiveEnvironmentPath: Event<unknown>;
  };
}

/** The path of the interpreter for a folder; empty where no Python extension says one. */
export async function selectedPython(folder: Uri | undefined): Promise<string> {
  return (await pythonExtension())?.environments.getActiveEnvironmentPath(folder).path ?? "";
}

/** Calls back when another interpreter is selected. */
export async function onDidSelectPython(changed: () => void): Promise<Disposable | undefined> {
  return (await pythonExtension())?.environments.onDidChangeActiveEnvironmentPath(changed);
}

async function pythonExtension(): Promise<PythonExtension | undefined> {
  const extension = extensions.getExtension<Partial<PythonExtension>>("ms-python.python");
  const api = await extension?.activate();
  return api?.environments && { environments: api.environments };
}
