#include "reset.h"

#include "boards/shared/port.h"

// Last: its macros would eat names of the contract.
#include <Arduino.h>

// Registers and bits: i.MX RT1060 reference manual, chapters SRC (reset status) and WDOG1.
namespace board {
namespace {

constexpr uint32_t LOCKUP_OR_REQUEST = 1u << 1, WATCHDOG = 1u << 4;
constexpr uint16_t WATCHDOG_ENABLE = 1u << 2, NO_SOFTWARE_RESET = 1u << 4, NO_ASSERTION = 1u << 5;
// The time-out counts half seconds, less one.
constexpr uint16_t TIMEOUT = (uint16_t)((WATCHDOG_MS / 500 - 1) << 8);

}  // namespace

fw::BootReason reset_reason() {
  const uint32_t status = SRC_SRSR;
  SRC_SRSR = status;
  if (status & WATCHDOG) return fw::BootReason::WATCHDOG;
  if (status & LOCKUP_OR_REQUEST) return fw::BootReason::SOFTWARE;
  return fw::BootReason::POWER_ON;
}

void watchdog_start() {
  CCM_CCGR3 |= CCM_CCGR3_WDOG1(3);
  WDOG1_WCR = TIMEOUT | NO_ASSERTION | NO_SOFTWARE_RESET | WATCHDOG_ENABLE;
}

void watchdog_feed() {
  WDOG1_WSR = 0x5555;
  WDOG1_WSR = 0xaaaa;
}

void restart() {
  SCB_AIRCR = 0x05fa0004;
  for (;;) {
  }
}

}  // namespace board
