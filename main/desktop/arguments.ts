/** What the user wrote after the program's name: Electron run from source has one word more. */
export function programArguments(): readonly string[] {
  return process.argv.slice(process.defaultApp ? 2 : 1);
}
