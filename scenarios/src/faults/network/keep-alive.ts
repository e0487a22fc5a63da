/**
 * Both ends of an MQTT connection notice a dead one: a client sends something at least every 2 s (engine and boards alike),
 * a broker waits one and a half of that. So no link delivers anything that was held up for longer.
 */
export const KEEP_ALIVE_CUT_MS = 3000;
/** The longest that a fault holds up a link whose connection lives on. */
export const HELD_MAX_MS = 2900;
