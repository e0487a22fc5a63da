/** The options of `understudy campaign`, apart from what it does: the command line loads nothing that it does not run. */
import { type Command, Option } from 'commander';
import { decimal, whole } from './arguments.ts';

export interface CampaignOptions {
  readonly games?: number;
  readonly minutes?: number;
  readonly seed: number;
  readonly jobs?: number;
  readonly shard?: string;
  readonly faults: string;
  readonly out?: string;
  readonly gamesPerShard?: number;
  readonly repeatEvery: number;
  readonly shrinkRuns: number;
  readonly queue?: string;
  readonly json?: boolean;
}

export interface MergeOptions {
  readonly out: string;
  readonly json?: boolean;
}

export function addCampaign(understudy: Command): void {
  const campaign = understudy
    .command('campaign')
    .description('many games with faults, every invariant watched; goes on where an earlier run of it stopped')
    .argument('<room>', 'a room of rooms/, a folder, or `all`')
    // What follows `merge` or `worker` is theirs, though `campaign` has options of the same names.
    .enablePositionalOptions()
    .addOption(new Option('--games <n>', 'games to play (default: 200)').argParser(whole(1, 100_000_000)))
    .addOption(
      new Option('--minutes <m>', 'play for this long instead').argParser(decimal(0.01, 100_000)).conflicts('games'),
    )
    .option('--seed <n>', 'of the whole campaign', whole(0, 0xffffffff), 1)
    .option('--jobs <n>', 'shards at once, each in a process (default: one a core)', whole(1, 256))
    .option('--shard <i/n>', "only this machine's part of n")
    .option('--faults <which>', 'swarm, none, or names with commas between', 'swarm')
    .option('--out <folder>', 'where results go (default: runs/campaigns/<room>-<seed>)')
    .option(
      '--games-per-shard <n>',
      'games of one unit of work (default: 25, fewer in small campaigns)',
      whole(1, 1000),
    )
    .option('--repeat-every <n>', 'each n-th game is played twice and compared; 0: none', whole(0, 1_000_000), 10)
    .option('--shrink-runs <n>', 'runs that shrinking one failure may take; 0: none', whole(0, 10_000), 200)
    .addOption(queueOption('hand the games to workers by way of PostgreSQL: postgres://user:password@host/database'))
    .option('--json', 'the result as JSON on standard output')
    .addHelpText(
      'after',
      '\nExit code: 0 clean; 1 an invariant broken, a game that diverged when played again, or a rare state\nthat so many games should have seen and did not; 2 usage; 3 not whole: stopped, a shard lost, a file not written.',
    )
    .action(async (room: string, options: CampaignOptions) => {
      const { campaign: run } = await import('../commands/campaign.ts');
      process.exitCode = await run(room, options);
    });

  campaign
    .command('worker')
    .description('takes games of any campaign from a queue, on this machine, until it is stopped')
    .addOption(queueOption('postgres://user:password@host/database'))
    .option('--jobs <n>', 'shards at once, each in a process (default: one a core)', whole(1, 256))
    .action(async (options: { readonly queue?: string; readonly jobs?: number }) => {
      const { campaignWorker } = await import('../commands/campaign-worker.ts');
      process.exitCode = await campaignWorker(options);
    });

  campaign
    .command('merge')
    .description('results of several machines as one')
    .argument('<folders...>', 'folders of campaigns with equal settings')
    .requiredOption('--out <folder>', 'where the merged results go')
    .option('--json', 'the result as JSON on standard output')
    .action(async (folders: string[], options: MergeOptions) => {
      const { merge } = await import('../commands/campaign-merge.ts');
      process.exitCode = await merge(folders, options);
    });
}

const queueOption = (description: string): Option => new Option('--queue <url>', description).env('UNDERSTUDY_QUEUE');
