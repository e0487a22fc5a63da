/** `mutants`. A command's code is loaded when it runs. */
import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import { whole } from './arguments.ts';

export function addMutants(understudy: Command): void {
  understudy
    .command('mutants')
    .description('plants defects, one at a time, and shows in how many random games each is caught')
    .option('--seed <n>', 'of the games', whole(0, 0xffffffff), 1)
    .option('--jobs <n>', 'processes at once', whole(1, 64), availableParallelism())
    .addOption(
      new Option('--where <place>', 'only those of one place').choices([
        'engine',
        'firmware',
        'network',
        'world',
        'room',
      ]),
    )
    .option('--only <ids>', 'only these, separated by commas')
    .option('--out <file>', 'writes the report as JSON into a file')
    .option('--json', 'the report as JSON on standard output')
    .action(async (options) => {
      const { mutants } = await import('../commands/mutants.ts');
      process.exitCode = await mutants(options);
    });
}
