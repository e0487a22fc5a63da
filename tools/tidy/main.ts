/** `npm run tidy`: a test of the repository itself. Exit code 1 with every complaint listed. */
import { repositoryFiles } from './files.ts';
import { RULES } from './rules.ts';

const files = repositoryFiles();
let complaints = 0;
for (const [name, rule] of Object.entries(RULES)) {
  for (const complaint of rule(files)) {
    console.error(`${name}: ${complaint}`);
    complaints += 1;
  }
}
console.log(complaints === 0 ? `Tidy: ${files.length} files.` : `${complaints} complaints.`);
process.exitCode = complaints === 0 ? 0 : 1;
