/** The hardware map of a command: read, or written anew. */
import { readFileSync } from 'node:fs';
import { type MapEntry, parseMap } from '@understudy/hil';
import { EXIT, Failure } from '../failure.ts';

/** @throws Failure NO_MAP; ConfigurationError with file, line and column of each thing that is wrong */
export const readMap = (path: string): MapEntry[] => parseMap(mapText(path), path);

/** @throws Failure NO_MAP */
export function mapText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure('NO_MAP', `${path} cannot be read: ${why}`, EXIT.usage);
  }
}
