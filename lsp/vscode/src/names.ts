/** Services by name; the server recognises others by what is in them. */

const SERVICE = /(^|[\\/])(service|[^\\/]*\.(service|eas))\.(json|jsonc|ya?ml)$/;

/** The languages that a service can be written in. */
export const LANGUAGES: readonly string[] = ["json", "jsonc", "yaml"];

/** Whether a file is a service by its name alone. */
export function isServiceName(path: string): boolean {
  return SERVICE.test(path);
}
