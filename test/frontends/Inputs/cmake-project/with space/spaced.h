#pragma once
#define SPACED_VERSION MAKE_WSK_VERSION(1, 0)
