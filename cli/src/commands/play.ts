/** `understudy play <room>`: a whole game in virtual time by a player who works the props, not the engine. */
import { playGame } from '@understudy/scenarios';
import { firmwareModule } from '../artefacts/prepare.ts';
import { EXIT } from '../failure.ts';
import { createProgress } from '../output/progress.ts';
import { roomFolder } from '../paths.ts';
import { openRoom } from '../room/open.ts';

export interface PlayOptions {
  readonly seed: number;
  readonly player: 'solver' | 'random';
  readonly maxMinutes?: number;
  readonly json?: boolean;
}

/** Exit code 0 when no invariant was violated, whoever won; 1 with a violation. */
export async function play(nameOrFolder: string, options: PlayOptions): Promise<number> {
  const folder = roomFolder(nameOrFolder);
  const room = await openRoom(folder);
  const progress = createProgress(options.json === true);
  const module = await firmwareModule(folder, progress);
  progress.update(`playing ${room.manifest.title}, seed ${options.seed}`);
  const startedAtMs = performance.now();
  const virtual = options.maxMinutes === undefined ? {} : { maxGameMs: Math.round(options.maxMinutes * 60_000) };
  const game = playGame(room, module, { seed: options.seed, player: options.player, virtual });
  const wallSeconds = (performance.now() - startedAtMs) / 1000;
  progress.done();
  const report = {
    room: room.manifest.room,
    seed: options.seed,
    player: options.player,
    ...game,
    wallSeconds,
    speedup: game.gameSeconds / wallSeconds,
  };
  if (options.json) {
    console.log(JSON.stringify(report, undefined, 2));
  } else {
    console.log(
      `${room.manifest.title}, seed ${options.seed}, ${options.player}: ${report.outcome} after ${clock(report.gameSeconds)}`,
    );
    console.log(
      `${report.commands} commands, ${report.events} events, ${wallSeconds.toFixed(2)} s of wall time (${Math.round(report.speedup)} x real time)`,
    );
    console.log(`hash ${report.hash}`);
    for (const violation of report.violations) {
      console.error(`VIOLATION ${violation.invariant} at ${(violation.atUs / 1e6).toFixed(3)} s: ${violation.detail}`);
    }
  }
  return report.violations.length > 0 ? EXIT.failed : EXIT.ok;
}

/** 1805.2 as 30:05. */
function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
