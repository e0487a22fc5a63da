/** One order of sessions in every report of them, also in one that is made again from files. */
import type { SessionReport } from '@understudy/hil';

/** By controller, then by time. */
export function inOrder(reports: readonly SessionReport[]): SessionReport[] {
  const key = ({ facts }: SessionReport): string => `${facts.controller} ${facts.startedAt} ${facts.serial}`;
  return [...reports].sort((one, other) => (key(one) < key(other) ? -1 : 1));
}
