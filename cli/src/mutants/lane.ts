/** One job in a process of its own. */
import { fork } from 'node:child_process';
import { EXIT, Failure } from '../failure.ts';
import type { Answer, Job } from './jobs.ts';

type Final = Extract<Answer, { kind: 'hunted' | 'ran' }>;

/**
 * Runs a job with the program of its mutant.
 * @param told every answer but the last
 * @throws Failure MUTANT_DIED when the process ends without its last answer
 */
export function runJob(job: Job, told: (answer: Answer) => void): Promise<Final> {
  return new Promise((resolve, reject) => {
    const child = fork(job.files.program, [], { silent: true, execArgv: [] });
    let final: Final | undefined;
    let output = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on('message', (answer: Answer) => {
      if (answer.kind === 'hunted' || answer.kind === 'ran') final = answer;
      else told(answer);
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (final !== undefined && code === 0) resolve(final);
      else reject(new Failure('MUTANT_DIED', `exit code ${code}\n${output.trim()}`, EXIT.infrastructure));
    });
    child.send(job);
  });
}
