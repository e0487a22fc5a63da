#pragma once
#include <stdint.h>
namespace qindesign::entropy {
bool entropy_random(uint32_t* out);
}  // namespace qindesign::entropy
