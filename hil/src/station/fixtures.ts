/** What a station may have beside its two boards, by the names of the hardware map. */

/** A channel wired to itself, or to nothing: `gpio_loopback`, `gpio_loopback:20` in the map. */
export const LOOPBACK_FIXTURE = 'gpio_loopback';
/** Something switches the supply of the DUT: its hub, its bench, the emulator. Whoever opens the station knows. */
export const SWITCHED_FIXTURE = 'switched_power';
