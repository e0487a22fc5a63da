/** Processes that play with one build, a job at a time each. They stay for the next job: a fresh one plays its first game cold. */
import { type ChildProcess, fork } from 'node:child_process';
import { EXIT, Failure } from '../failure.ts';
import { GAME_PROCESS_FLAGS } from '../game-process.ts';
import type { Mutant } from './build.ts';
import type { Answer, Final, Job } from './jobs.ts';

/** A game takes seconds, even on a busy machine: who says nothing for so long hangs. */
const SILENT_MS = 300_000;

/** What a job of a kind ends with. */
type FinalOf<J extends Job> = Extract<
  Final,
  { kind: J['kind'] extends 'hunt' ? 'hunted' : J['kind'] extends 'shrink' ? 'shrunk' : 'ran' }
>;

export class Players {
  readonly #files: Mutant;
  readonly #idle: ChildProcess[] = [];
  #closed = false;

  constructor(files: Mutant) {
    this.#files = files;
  }

  /**
   * Runs a job, beside others that run.
   * @param told how many games or runs are over
   * @throws Failure MUTANT_DIED when the process ends without its last answer
   */
  async run<J extends Job>(job: J, told: (game: number) => void): Promise<FinalOf<J>> {
    const player = this.#idle.pop() ?? this.#begin();
    const final = await answerOf(player, job, told);
    if (this.#closed) player.disconnect();
    else this.#idle.push(player);
    return final as FinalOf<J>;
  }

  /** Ends them all, each after its job. */
  close(): void {
    this.#closed = true;
    for (const player of this.#idle.splice(0)) player.disconnect();
  }

  #begin(): ChildProcess {
    const { program, firmware, room, law } = this.#files;
    return fork(program, [firmware, room, law], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [...GAME_PROCESS_FLAGS],
    });
  }
}

/** Nobody listens to the process between its jobs. */
function answerOf(player: ChildProcess, job: Job, told: (game: number) => void): Promise<Final> {
  return new Promise((resolve, reject) => {
    let output = '';
    const onOutput = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    const onMessage = (answer: Answer): void => {
      silence.refresh();
      if (answer.kind === 'game') told(answer.game);
      else settle(() => resolve(answer));
    };
    const onError = (error: Error): void => settle(() => reject(error));
    const onClose = (code: number | null, signal: NodeJS.Signals | null): void => {
      const seen = `exit code ${code ?? signal}; a run that hangs is killed after ${SILENT_MS / 1000} s`;
      settle(() => reject(new Failure('MUTANT_DIED', `${seen}\n${output.trim()}`, EXIT.infrastructure)));
    };
    const silence = setTimeout(() => player.kill('SIGKILL'), SILENT_MS);
    const settle = (end: () => void): void => {
      clearTimeout(silence);
      player.stderr?.off('data', onOutput);
      player.off('message', onMessage).off('error', onError).off('close', onClose);
      end();
    };
    player.stderr?.on('data', onOutput);
    player.on('message', onMessage).on('error', onError).on('close', onClose);
    player.send(job);
  });
}
