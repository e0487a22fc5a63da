/** Numbers and names as people read them. */
import type { Measurement, SessionReport, Status } from '../suite/types.ts';

/** 12,345.678: at most three decimals. */
export const number = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 3 });

/** `1 test`, `2 tests`. */
export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${number(value)} ${value === 1 ? one : many}`;

/** `45.2 ms ± 0.3`: the uncertainty is one sigma. */
export const valueText = ({ value, unit, uncertainty }: Measurement): string =>
  `${number(value)} ${unit}${uncertainty === undefined ? '' : ` ± ${number(uncertainty)}`}`;

/** How many results have each status; those that none has are left out. */
export function countStatuses(reports: readonly SessionReport[]): Map<Status, number> {
  const counts = new Map<Status, number>();
  for (const { results } of reports) {
    for (const { status } of results) counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return counts;
}

/** For file names: of one session, unlike that of any other. */
export function sessionName({ facts }: Pick<SessionReport, 'facts'>): string {
  const stamp = facts.startedAt.replace(/[^0-9TZ]/g, '');
  return `${facts.controller}-${facts.serial}-${stamp}`.replace(/[^A-Za-z0-9_.-]/g, '_');
}
