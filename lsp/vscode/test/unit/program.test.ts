import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { test } from "node:test";

import { type Places, findProgram } from "../../src/program.js";

const NOWHERE: Places = { path: "", python: "", selectedPython: "", folder: "", searchPath: "" };

function install(...parts: string[]): string {
  const path = join(mkdtempSync(join(tmpdir(), "easui-")), ...parts);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, "#!/bin/sh\n");
  chmodSync(path, 0o755);
  return path;
}

test("the setting comes first", () => {
  const [named, other] = [install("easui"), install("easui")];
  assert.deepEqual(findProgram({ ...NOWHERE, path: named, searchPath: dirname(other) }), { program: named });
});

test("a setting that names no program is told, although there is another program", () => {
  const other = install("easui");
  const found = findProgram({ ...NOWHERE, path: "/nowhere/easui", searchPath: dirname(other) });
  assert.match("missing" in found ? found.missing : "", /easui\.path names \/nowhere\/easui/);
});

test("an interpreter that is named has easui beside it, or is said to lack it", () => {
  const program = install("bin", "easui");
  const python = join(dirname(program), "python");
  assert.deepEqual(findProgram({ ...NOWHERE, python }), { program });
  const found = findProgram({ ...NOWHERE, python: "/nowhere/bin/python" });
  assert.match("missing" in found ? found.missing : "", /not installed in the environment of \/nowhere\/bin\/python/);
});

test("the selected environment, the folder and the search path follow, in this order", () => {
  const [selected, inFolder, onPath] = [install("bin", "easui"), install(".venv", "bin", "easui"), install("easui")];
  const places: Places = {
    ...NOWHERE,
    selectedPython: join(dirname(selected), "python"),
    folder: dirname(dirname(dirname(inFolder))),
    searchPath: ["", "relative", "/nowhere", dirname(onPath)].join(delimiter),
  };
  assert.deepEqual(findProgram(places), { program: selected });
  assert.deepEqual(findProgram({ ...places, selectedPython: "" }), { program: inFolder });
  assert.deepEqual(findProgram({ ...places, selectedPython: "", folder: "" }), { program: onPath });
});

test("a file that cannot be run, and a folder, are no programs", () => {
  const program = install("easui");
  chmodSync(program, 0o644);
  const folder = dirname(install("easui", "inside"));
  const found = findProgram({ ...NOWHERE, searchPath: [dirname(program), dirname(folder)].join(delimiter) });
  assert.ok("missing" in found);
});

test("a relative path is taken from the folder", () => {
  const program = install("tools", "easui");
  const folder = dirname(dirname(program));
  assert.deepEqual(findProgram({ ...NOWHERE, path: "tools/easui", folder }), { program });
});
