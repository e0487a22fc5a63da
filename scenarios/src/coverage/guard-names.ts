/** What can be reached of a safety guard: every combination of a few booleans, or each value of each of many. */
import type { SafetyGuard } from '@understudy/core';

/** Booleans of which all combinations are asked for; of a guard with more, each one true and each one false. */
export const COMBINED_BITS_MAX = 4;

/** Names by place: of a combined guard by its bits, of another by 2 * n + value of its n-th boolean. */
export function guardNames(guard: SafetyGuard): readonly string[] {
  const width = guard.names.length;
  if (width <= COMBINED_BITS_MAX) {
    return Array.from({ length: 1 << width }, (_, bits) => `${guard.id}:${pattern(width, (bit) => (bits >> bit) & 1)}`);
  }
  return guard.names.flatMap((_, one) =>
    [0, 1].map((value) => `${guard.id}:${pattern(width, (bit) => (bit === one ? value : '-'))}`),
  );
}

/** Whether the name at a place stands for something that can be. */
export function isPossible(guard: SafetyGuard, place: number): boolean {
  if (guard.names.length > COMBINED_BITS_MAX) return true;
  return !guard.never.some(([mask, bits]) => (place & mask) === bits);
}

/** The first boolean stands leftmost. */
function pattern(width: number, at: (bit: number) => number | string): string {
  return Array.from({ length: width }, (_, bit) => at(bit)).join('');
}
