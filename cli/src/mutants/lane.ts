/** One job in a process of its own. */
import { fork } from 'node:child_process';
import { EXIT, Failure } from '../failure.ts';
import type { Answer, Final, Job } from './jobs.ts';

/** A game takes seconds, even on a busy machine: who says nothing for so long hangs. */
const SILENT_MS = 300_000;

/** What a job of a kind ends with. */
type FinalOf<J extends Job> = Extract<
  Final,
  { kind: J['kind'] extends 'hunt' ? 'hunted' : J['kind'] extends 'shrink' ? 'shrunk' : 'ran' }
>;

/**
 * Runs a job with the program of its mutant.
 * @param told how many games or runs are over
 * @throws Failure MUTANT_DIED when the process ends without its last answer
 */
export function runJob<J extends Job>(job: J, told: (game: number) => void): Promise<FinalOf<J>> {
  return new Promise((resolve, reject) => {
    const child = fork(job.files.program, [], { silent: true, execArgv: [] });
    let final: Final | undefined;
    let output = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    const silence = setTimeout(() => child.kill('SIGKILL'), SILENT_MS);
    child.on('message', (answer: Answer) => {
      silence.refresh();
      if (answer.kind === 'game') told(answer.game);
      else final = answer;
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(silence);
      if (final !== undefined && code === 0) resolve(final as FinalOf<J>);
      else
        reject(
          new Failure(
            'MUTANT_DIED',
            `exit code ${code ?? signal}; a run that hangs is killed after ${SILENT_MS / 1000} s\n${output.trim()}`,
            EXIT.infrastructure,
          ),
        );
    });
    child.send(job);
  });
}
