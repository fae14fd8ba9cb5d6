/** The templates of `easui new`. */

/** A template as `easui new --list` tells it. */
export interface Template {
  readonly name: string;
  readonly title: string;
  readonly description: string;
}

const LINE = /^(\S+) {2,}([^:]+): (.+)$/;

/** Reads the list, a template a line: `NAME  TITLE: DESCRIPTION`. */
export function readTemplates(listed: string): Template[] {
  return listed.split("\n").flatMap((line) => {
    const [, name, title, description] = LINE.exec(line) ?? [];
    return name && title && description ? [{ name, title, description }] : [];
  });
}
