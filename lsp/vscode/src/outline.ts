/** Paths in the outline that the server gives. */

import type { DocumentSymbol, Position } from "vscode-languageclient";

type Symbol = Pick<DocumentSymbol, "name" | "range"> & { readonly children?: readonly Symbol[] };

/** The path of the innermost symbol around a position, such as `containers[0].image`; empty outside of all. */
export function pathTo(symbols: readonly Symbol[], position: Position): string {
  let path = "";
  for (let symbol = around(symbols, position); symbol; symbol = around(symbol.children ?? [], position)) {
    path += symbol.name.startsWith("[") || !path ? symbol.name : `.${symbol.name}`;
  }
  return path;
}

function around(symbols: readonly Symbol[], position: Position): Symbol | undefined {
  return symbols.find(({ range }) => !isBefore(position, range.start) && !isBefore(range.end, position));
}

function isBefore(one: Position, other: Position): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}
