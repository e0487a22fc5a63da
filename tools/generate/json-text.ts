/** Generated JSON with line breaks; the repository's formatter leaves generated files alone. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
