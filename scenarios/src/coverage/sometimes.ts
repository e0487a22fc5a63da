/**
 * Rare states that a long campaign must have met. An assertion that never had the chance to fail proves nothing: a
 * campaign of `games` games or more that never reached one of these fails, because its generator misses something.
 */
export interface Sometimes {
  /** What it is, as a sentence. */
  readonly sentence: string;
  /** A campaign of so many games or more must have reached it. */
  readonly games: number;
}

const OFTEN = 500;
const SOMETIMES = 2000;
const RARELY = 10_000;

/** By name. Only plans with faults and operators at work reach them: they are not asked of others. */
export const SOMETIMES_STATES = {
  // Commands
  retry_after_lost_ack: { sentence: 'A command was accepted on a second or third try.', games: OFTEN },
  tries_used_up: { sentence: 'Three tries of a command were not answered.', games: OFTEN },
  completed_without_accepted: { sentence: 'COMPLETED came although ACCEPTED never did.', games: SOMETIMES },
  completion_timed_out: { sentence: 'An accepted command did not complete in its time.', games: OFTEN },
  bus_lost_in_mid_command: { sentence: 'The engine lost the broker while a command was in flight.', games: SOMETIMES },
  resolved_by_read_back: { sentence: 'An indeterminate command was resolved by the next state.', games: OFTEN },
  answered_too_late: { sentence: 'The answer to an indeterminate command came after all.', games: SOMETIMES },
  lost_for_good: { sentence: 'An indeterminate command was never resolved.', games: SOMETIMES },
  superseded_by_stronger_layer: { sentence: 'A stronger layer took an output in mid-command.', games: OFTEN },
  superseded_by_its_own_layer: { sentence: 'A stop ended a command of its own layer.', games: SOMETIMES },
  safe_before_it_was_told: { sentence: 'A safe operation was needless: the device had latched itself.', games: OFTEN },
  latched_in_mid_command: { sentence: 'The latch cancelled a command in flight.', games: OFTEN },
  left_in_mid_command: { sentence: 'A node was skipped or stopped while its command was in flight.', games: SOMETIMES },
  command_failed: { sentence: 'A controller accepted a command and then failed at it.', games: SOMETIMES },
  command_rejected: { sentence: 'A controller rejected a command of a path.', games: SOMETIMES },
  // People
  refused_while_latched: { sentence: 'A command by hand was refused because the latch was set.', games: OFTEN },
  refused_by_interlock: { sentence: 'A command by hand was refused by an interlock.', games: SOMETIMES },
  refused_by_exclusion: { sentence: 'A command by hand was refused: another output excludes it.', games: RARELY },
  refused_by_safety_owner: {
    sentence: 'A command by hand was refused: the safety layer holds the output.',
    games: RARELY,
  },
  resume_refused_while_latched: { sentence: 'Dispatch was not resumed because the latch was set.', games: OFTEN },
  // The latch and its reset
  reset_refused_to_one_person: { sentence: 'One person alone asked for a reset and confirmed it.', games: SOMETIMES },
  reset_refused_for_its_token: { sentence: 'A reset was confirmed with a token that is not good.', games: OFTEN },
  reset_refused_while_blocked: { sentence: 'A reset was refused: something still stood in its way.', games: OFTEN },
  reset_failed_under_way: { sentence: 'A confirmed reset failed before every device was SAFE.', games: SOMETIMES },
  latch_cleared_by_two: { sentence: 'Two persons cleared the latch.', games: OFTEN },
  latched_again: { sentence: 'The room latched again after a reset.', games: SOMETIMES },
  latched_from_the_desk: { sentence: 'A person latched the room from the desk.', games: OFTEN },
  latched_for_lack_of_memory: {
    sentence: 'An engine without a snapshot that can be read started latched.',
    games: RARELY,
  },
  egress_while_latched: { sentence: 'Somebody pressed a way out while the room was latched.', games: RARELY },
  won_after_a_latch: { sentence: 'A game was won although its room had latched.', games: SOMETIMES },
  // Rules and the graph
  interlock_forced_a_command: { sentence: 'An interlock forced an output on the safety layer.', games: RARELY },
  join_waited: { sentence: 'A JOIN waited for its second path.', games: OFTEN },
  path_met_a_node_under_way: { sentence: 'A path came to a node that was under way already.', games: RARELY },
  intent_not_restored: { sentence: 'On release the next owner could not have its intent back.', games: RARELY },
  safe_operation_unconfirmed: { sentence: 'A device did not confirm its safe operation.', games: OFTEN },
  // Engine, controllers, attackers
  engine_restarted_in_mid_command: { sentence: 'The engine restarted while a command was open.', games: SOMETIMES },
  engine_restarted_while_latched: { sentence: 'The engine restarted while the room was latched.', games: RARELY },
  controller_restarted: { sentence: 'A controller restarted in the game.', games: OFTEN },
  controller_declared_offline: {
    sentence: 'A controller was silent for so long that it counted as offline.',
    games: OFTEN,
  },
  back_within_its_will_delay: { sentence: 'A controller came back before its last will was due.', games: SOMETIMES },
  forgery_refused: { sentence: 'A controller refused a command for its signature.', games: SOMETIMES },
  replay_refused: { sentence: 'A controller refused a command for its sequence.', games: SOMETIMES },
  old_engine_refused: { sentence: 'A controller refused the command of an engine that was replaced.', games: RARELY },
} as const satisfies Readonly<Record<string, Sometimes>>;

export type SometimesName = keyof typeof SOMETIMES_STATES;

/** A rare state that a campaign should have reached and did not. */
export interface MissingState extends Sometimes {
  readonly name: string;
}

/**
 * The rare states that a campaign of so many games never reached although it is long enough for them.
 * @param counts how often each thing was reached, by `category:name`
 */
export function missingSometimes(counts: Readonly<Record<string, number>>, games: number): readonly MissingState[] {
  return Object.entries<Sometimes>(SOMETIMES_STATES)
    .filter(([name, state]) => games >= state.games && (counts[`sometimes:${name}`] ?? 0) === 0)
    .map(([name, state]) => ({ name, ...state }));
}
