/** Where the `easui` program is: one program that is the language server, the linter and the templates. */

import { constants, accessSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, isAbsolute, join, resolve } from "node:path";

/** What is known of the places where easui can be; empty texts are places that are not known. */
export interface Places {
  /** The setting `easui.path`. */
  readonly path: string;
  /** The setting `easui.python`. */
  readonly python: string;
  /** The interpreter that is selected in the Python extension. */
  readonly selectedPython: string;
  /** The folder of the workspace; empty where it is not trusted, since nothing from it may be run then. */
  readonly folder: string;
  /** The variable `PATH`. */
  readonly searchPath: string;
}

/** The program that was found, or what to tell the user. */
export type Search = { readonly program: string } | { readonly missing: string };

const NAME = process.platform === "win32" ? "easui.exe" : "easui";
const SCRIPTS = process.platform === "win32" ? "Scripts" : "bin";

/** Finds easui. A setting that names nothing that can be run is told, never passed over. */
export function findProgram(places: Places): Search {
  if (places.path) {
    const program = expanded(places.path, places.folder);
    return isProgram(program)
      ? { program }
      : { missing: `the setting easui.path names ${program}, which cannot be run` };
  }
  if (places.python) {
    const program = besideInterpreter(expanded(places.python, places.folder)).find(isProgram);
    return program
      ? { program }
      : { missing: `it is not installed in the environment of ${places.python}, which the setting easui.python names` };
  }
  const program = candidates(places).find(isProgram);
  return program
    ? { program }
    : { missing: "it is neither in the selected Python environment, nor in .venv of this folder, nor on the PATH" };
}

function candidates(places: Places): string[] {
  const { selectedPython, folder, searchPath } = places;
  return [
    ...(selectedPython ? besideInterpreter(selectedPython) : []),
    ...(folder ? [join(folder, ".venv", SCRIPTS, NAME)] : []),
    ...searchPath
      .split(delimiter)
      .filter(isAbsolute)
      .map((part) => join(part, NAME)),
  ];
}

/** Scripts lie beside the interpreter, or below it where an environment of Windows has it at its top. */
function besideInterpreter(python: string): string[] {
  return [join(dirname(python), NAME), join(dirname(python), SCRIPTS, NAME)];
}

function expanded(path: string, folder: string): string {
  const full = /^~(?=[\\/]|$)/.test(path) ? homedir() + path.slice(1) : path;
  return resolve(folder || homedir(), full);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
