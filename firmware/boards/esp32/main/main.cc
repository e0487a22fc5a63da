// The firmware's task: it never waits for the network; README.md says what else takes longer than a tick. What comes first in it is what
// may not be late.
#include <esp_system.h>
#include <esp_task_wdt.h>
#include <freertos/FreeRTOS.h>
#include <freertos/task.h>

#include "boards/shared/bench.h"
#include "boards/shared/entries.h"
#include "boards/shared/port.h"
#include "boards/shared/sampler.h"
#include "core/model.h"
#include "network.h"
#include "port-start.h"
#include "priorities.h"
#include "storage.h"
#include "strips.h"

namespace {

fw::BootReason boot_reason() {
  switch (esp_reset_reason()) {
    case ESP_RST_INT_WDT:
    case ESP_RST_TASK_WDT:
    case ESP_RST_WDT:
    case ESP_RST_PANIC: return fw::BootReason::WATCHDOG;
    case ESP_RST_SW: return fw::BootReason::SOFTWARE;
    case ESP_RST_BROWNOUT: return fw::BootReason::BROWN_OUT;
    default: return fw::BootReason::POWER_ON;
  }
}

}  // namespace

extern "C" void app_main() {
  using namespace board;
  // The watchdog watches this task: what the broker's waits for resets nothing.
  ESP_ERROR_CHECK(esp_task_wdt_add(nullptr));
  vTaskPrioritySet(nullptr, FIRMWARE_PRIORITY);
  port_start();
  storage_start();
  bench_start();
  const Commissioned kept = storage_read();
  entry_boot(kept.table, kept.table_bytes, kept.key, kept.key_bytes, (u32)boot_reason(), now_ms());
  sampler_start();
  network_start(fw::g.name);
  for (;;) {
    esp_task_wdt_reset();
    const u32 now = now_ms();
    entry_run(now);
    bench_run();
    if (!bench_has_bus()) network_run(now);
    strips_run(now);
    vTaskDelay(1);
  }
}
