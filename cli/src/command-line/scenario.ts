/** The options of `understudy scenario`. */
import type { Command } from 'commander';

export function addScenario(understudy: Command): void {
  const scenario = understudy.command('scenario').description('scenarios and failures of campaigns as files');

  scenario
    .command('run')
    .description('runs a scenario, or the smallest plan of a failure, and says what came of it')
    .argument('<file>', "a scenario, or a failure from a campaign's folder")
    .option('--full', 'of a failure: the whole plan, not the smallest')
    .option('--room <room>', 'where the room is (default: the one that the file names, of rooms/)')
    .option('--record <file>', 'writes a recording (MCAP) for the viewer, Lichtblick or Foxglove')
    .option('--json', 'the report as JSON on standard output')
    .addHelpText(
      'after',
      '\nExit code: 0 passed; 1 an invariant broken, or a fault that never fired; 2 not a scenario of this room.',
    )
    .action(async (file: string, options) => {
      const { scenarioRun } = await import('../commands/scenario.ts');
      process.exitCode = await scenarioRun(file, options);
    });

  scenario
    .command('keep')
    .description("makes a failure a regression file of its room, which the room's tests run from then on")
    .argument('<failure>', "a failure from a campaign's folder")
    .option('--name <name>', 'of the file, without .json (default: invariant and seed)')
    .option('--room <room>', 'where the room is (default: the one that the file names, of rooms/)')
    .action(async (file: string, options) => {
      const { scenarioKeep } = await import('../commands/scenario.ts');
      process.exitCode = await scenarioKeep(file, options);
    });

  scenario
    .command('list')
    .description("a room's scenarios and regression files, each checked against the room")
    .argument('<room>', 'a room of rooms/, or a folder')
    .option('--json', 'the list as JSON on standard output')
    .action(async (room: string, options) => {
      const { scenarioList } = await import('../commands/scenario.ts');
      process.exitCode = await scenarioList(room, options);
    });
}
