/** Random numbers for what must not repeat from run to run. Whatever must repeat takes a seed instead. */
export interface Rng {
  /** 32 random bits as an unsigned integer. */
  nextU32(): number;
}
