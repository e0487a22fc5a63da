#pragma once
#include <stdint.h>
constexpr uint32_t E2END = 0x10bb;
extern "C" void eeprom_read_block(void* into, const void* at, uint32_t bytes);
extern "C" void eeprom_write_block(const void* from, void* at, uint32_t bytes);
