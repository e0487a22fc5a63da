/** Public keys of whoever may sign firmware for the boards of this machine. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** PEM of each `*.pem` of the folder; none where there is no folder. */
export function trustedKeys(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.pem'));
  return names.sort().map((name) => readFileSync(join(folder, name), 'utf8'));
}
