/**
 * `npm run generate`: writes every generated file. With `--check` it writes nothing and fails when a file is not what the
 * code would make of it, naming it.
 */
import { artefacts, drifted, write } from './artefacts.ts';

const check = process.argv.includes('--check');
const files = artefacts();
const stale = drifted(files);
if (check) {
  for (const path of stale) console.error(`${path} is not what the code makes of it: run npm run generate`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  write(files.filter(({ path }) => stale.includes(path)));
  for (const path of stale) console.log(`wrote ${path}`);
}
console.log(`${files.length} generated files, ${stale.length} ${check ? 'stale' : 'changed'}.`);
