/** The end of a campaign in a few lines for people, or as JSON for programs. */
import { MARK_EVENTS } from '@understudy/scenarios';
import { type CampaignReport, verdictOf } from './report/model.ts';
import { count, duration, instant, plural, ranges } from './report/words.ts';

/** Failures listed for people; the report has them all. */
const LISTED_MAX = 10;

export function summaryJson(report: CampaignReport, folder: string, unwritten: readonly string[]): object {
  const { settings, games, gameSeconds, failed, invalid, missing, timing } = report;
  const reached = report.coverage.reduce((sum, line) => sum + line.reached, 0);
  return {
    room: settings.room,
    seed: settings.seed,
    verdict: verdictOf(report),
    out: folder,
    games,
    gameSeconds,
    gamesPerSecond: timing.gamesPerSecond,
    speedup: timing.speedup,
    wallSeconds: timing.wallSeconds,
    coverage: {
      reached,
      categories: Object.fromEntries(
        report.coverage.map(({ category, ...line }) => [category, { reached: line.reached, total: line.total }]),
      ),
    },
    failed,
    violations: report.failures.map(({ game, firstViolation, replay }) => ({
      game,
      ...firstViolation,
      replay,
    })),
    divergences: report.divergences.length,
    invalid,
    missing: { ...missing, troubles: [...missing.troubles, ...unwritten] },
  };
}

export function summaryText(report: CampaignReport, folder: string, unwritten: readonly string[]): string {
  const { games, gameSeconds, failed, invalid, failures, divergences, missing, timing } = report;
  const lines = [
    `${report.title}, seed ${report.settings.seed}: ${plural(games, 'game')}, ${failed === 0 ? 'none failed' : `${count(failed)} FAILED`}, ${count(invalid)} invalid`,
    `${duration(gameSeconds)} of game time in ${duration(timing.wallSeconds)}: ${timing.gamesPerSecond} games a second, ${count(timing.speedup)} x real time`,
  ];
  for (const { game, firstViolation, replay } of failures.slice(0, LISTED_MAX)) {
    const { invariant, atUs, detail } = firstViolation;
    lines.push(`VIOLATION ${invariant} in game ${game} at ${instant(atUs / 1000)}: ${detail}`, `  ${replay}`);
  }
  if (failures.length > LISTED_MAX) lines.push(`and ${count(failures.length - LISTED_MAX)} more`);
  for (const { game, afterEvents } of divergences) {
    lines.push(
      `DIVERGED game ${game}, run twice, differs within ${count(MARK_EVENTS)} events after ${count(afterEvents)}`,
    );
  }
  for (const { name, sentence } of missing.sometimes) lines.push(`NEVER SEEN ${name}: ${sentence}`);
  if (missing.stopped) lines.push('stopped before its end; the same command goes on');
  if (missing.games.length > 0) lines.push(`missing: games ${ranges(missing.games)}`);
  for (const { shard, attempts, reason } of missing.lost) {
    lines.push(`LOST shard ${shard} after ${plural(attempts, 'attempt')}: ${reason}`);
  }
  for (const trouble of missing.troubles) lines.push(trouble);
  lines.push(...(unwritten.length === 0 ? [`report: ${folder}/report.html`] : unwritten));
  return lines.join('\n');
}
