/** Plays the comparison games in a process of its own and prints the hashes as JSON. */
import { answer } from '../src/index.ts';
import { requests } from './requests.ts';

const hashes = (await requests()).map((request) => {
  const played = answer(request);
  return played.kind === 'result' ? played.result.hash : played.message;
});
process.stdout.write(JSON.stringify(hashes));
