/** One build with many faults or defects, each behind its number; a byte of the build says which one is there. */
import type { SourcePatch } from '@understudy/firmware';

/** Stands before the number of the fault that is there, in all of a build once. */
const MARK = [0xf4, 0x17, ...Buffer.from('fault'), 0x7c];
const NONE = 0xff;

/** The number as the firmware reads it: volatile, so that the compiler leaves every fault in. */
export const PLANTED_SWITCH: SourcePatch = {
  file: 'core/types.h',
  from: 'namespace fw {\n',
  to: `namespace fw {\n\ninline const volatile u8 PLANTED[] = {${[...MARK, NONE].join(', ')}};\n\ninline bool planted(u8 number) { return PLANTED[${MARK.length}] == number; }\n`,
};

/** For a patch: whether this one is there. */
export const plantedIs = (number: number): string => `planted(${number})`;

/** A build in which this one alone is there. @throws Error when the build has nothing to choose from */
export function withPlanted(build: Uint8Array, number: number): Uint8Array {
  const bytes = Buffer.from(build);
  const mark = Buffer.from(MARK);
  const at = bytes.indexOf(mark);
  if (number < 0 || at < 0 || bytes.indexOf(mark, at + 1) >= 0 || bytes[at + MARK.length] !== NONE)
    throw new Error(`number ${number}: expected a build of all, none of them chosen`);
  bytes[at + MARK.length] = number;
  return bytes;
}
