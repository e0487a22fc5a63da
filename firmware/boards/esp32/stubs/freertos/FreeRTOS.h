#pragma once
#include <stdint.h>
using BaseType_t = int;
using UBaseType_t = unsigned int;
using TickType_t = uint32_t;
#define pdFALSE ((BaseType_t)0)
#define pdTRUE ((BaseType_t)1)
struct spinlock_t {
  uint32_t owner;
  uint32_t count;
};
using portMUX_TYPE = spinlock_t;
#define portMUX_INITIALIZER_UNLOCKED {.owner = 0xB33FFFFF, .count = 0}
extern "C" {
void vPortEnterCritical(portMUX_TYPE* lock);
void vPortExitCritical(portMUX_TYPE* lock);
}
#define portENTER_CRITICAL(lock) vPortEnterCritical(lock)
#define portEXIT_CRITICAL(lock) vPortExitCritical(lock)
#define portENTER_CRITICAL_ISR(lock) vPortEnterCritical(lock)
#define portEXIT_CRITICAL_ISR(lock) vPortExitCritical(lock)
