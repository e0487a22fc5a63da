/** Three semi-spaces are the young generation: what a game leaves behind is gone before it would be copied to the old one. */
const SEMI_SPACE_MB = 32;

/** Flags of Node for a process that plays games. */
export const GAME_PROCESS_FLAGS: readonly string[] = [`--max-semi-space-size=${SEMI_SPACE_MB}`];
