#pragma once
#include <stdint.h>
using BaseType_t = int;
using UBaseType_t = unsigned int;
using TickType_t = uint32_t;
constexpr BaseType_t pdTRUE = 1;
struct portMUX_TYPE {
  uint32_t owner, count;
};
#define portMUX_INITIALIZER_UNLOCKED {0, 0}
void portENTER_CRITICAL(portMUX_TYPE* lock);
void portEXIT_CRITICAL(portMUX_TYPE* lock);
void portENTER_CRITICAL_ISR(portMUX_TYPE* lock);
void portEXIT_CRITICAL_ISR(portMUX_TYPE* lock);
