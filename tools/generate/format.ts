/** A generated file as the repository's formatter would leave it, so that it passes the formatter's check too. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** JSON with line breaks; the formatter does the rest. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** `text` formatted as the file at `path` (from the root) would be. */
export function formatted(path: string, text: string): string {
  const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
  return execFileSync(process.execPath, [biome, 'format', '--stdin-file-path', path], {
    cwd: ROOT,
    input: text,
    encoding: 'utf8',
  });
}
