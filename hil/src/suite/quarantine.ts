/** The list of tests that are known not to be trusted: each with a comment that says why, printed in every report. */
import { isListOf, isOneOf, isText } from '../map/checks.ts';
import { readYamlList, refuse } from '../map/yaml-list.ts';
import { PLATFORMS, type Platform } from '../station/types.ts';
import { globMatches } from './glob.ts';

export interface QuarantineEntry {
  /** Over ids of tests. */
  readonly glob: string;
  /** Absent: on every platform. */
  readonly platforms?: readonly Platform[];
  readonly comment: string;
}

const FIELDS = {
  glob: { check: isText, required: true },
  platforms: { check: isListOf(isOneOf(...PLATFORMS)) },
  comment: { check: isText, required: true },
} as const;

/** @param file its name, for complaints. @throws ConfigurationError with file, line and column of each thing that is wrong */
export function parseQuarantine(text: string, file: string): QuarantineEntry[] {
  const { records, complaints } = readYamlList(text, FIELDS);
  refuse(file, complaints);
  return records.map(({ value }) => value as unknown as QuarantineEntry);
}

/** The comment of the first entry that holds for the test, if any. */
export function quarantineOf(entries: readonly QuarantineEntry[], id: string, platform: Platform): string | undefined {
  const holds = ({ glob, platforms }: QuarantineEntry): boolean =>
    globMatches(glob, id) && (platforms === undefined || platforms.includes(platform));
  return entries.find(holds)?.comment;
}
