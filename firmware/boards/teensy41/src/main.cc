// The loop of the board: it never waits. What comes first in it is what may not be late.
#include "boards/shared/bench.h"
#include "boards/shared/entries.h"
#include "boards/shared/port.h"
#include "boards/shared/sampler.h"
#include "core/model.h"
#include "light.h"
#include "network.h"
#include "reset.h"
#include "storage.h"
#include "strips.h"

// Last: its macros would eat names of the contract.
#include <Arduino.h>

void setup() {
  using namespace board;
  watchdog_start();
  Serial.begin(115200);
  bench_start();
  const Commissioned kept = storage_read();
  entry_boot(kept.table, kept.table_bytes, kept.key, kept.key_bytes, (u32)reset_reason(), now_ms());
  sampler_start();
  network_start(fw::g.name);
}

void loop() {
  using namespace board;
  watchdog_feed();
  const u32 now = now_ms();
  entry_run(now);
  bench_run();
  if (!bench_has_bus()) network_run(now);
  light_run(now);
  strips_run(now);
}
