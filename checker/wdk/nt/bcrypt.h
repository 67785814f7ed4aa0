//===- bcrypt.h - Cryptographic primitives ------------------------*- C -*-===//
//
// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
//===----------------------------------------------------------------------===//
/// \file
/// Hashes, random numbers and symmetric keys.
//===----------------------------------------------------------------------===//
#ifndef WSK_WDK_BCRYPT_H
#define WSK_WDK_BCRYPT_H

#include "ntdef.h"

typedef PVOID BCRYPT_HANDLE;
typedef PVOID BCRYPT_ALG_HANDLE;
typedef PVOID BCRYPT_KEY_HANDLE;
typedef PVOID BCRYPT_HASH_HANDLE;
typedef PVOID BCRYPT_SECRET_HANDLE;

#define BCRYPT_SUCCESS(Status) (((NTSTATUS)(Status)) >= 0)
#define BCRYPT_MD5_ALGORITHM L"MD5"
#define BCRYPT_SHA1_ALGORITHM L"SHA1"
#define BCRYPT_SHA256_ALGORITHM L"SHA256"
#define BCRYPT_SHA384_ALGORITHM L"SHA384"
#define BCRYPT_SHA512_ALGORITHM L"SHA512"
#define BCRYPT_AES_ALGORITHM L"AES"
#define BCRYPT_RNG_ALGORITHM L"RNG"
#define BCRYPT_CHACHA20_POLY1305_ALGORITHM L"CHACHA20_POLY1305"
#define BCRYPT_OBJECT_LENGTH L"ObjectLength"
#define BCRYPT_HASH_LENGTH L"HashDigestLength"
#define BCRYPT_CHAINING_MODE L"ChainingMode"
#define BCRYPT_CHAIN_MODE_CBC L"ChainingModeCBC"
#define BCRYPT_CHAIN_MODE_GCM L"ChainingModeGCM"
#define MS_PRIMITIVE_PROVIDER L"Microsoft Primitive Provider"
#define BCRYPT_PROV_DISPATCH 0x00000001
#define BCRYPT_ALG_HANDLE_HMAC_FLAG 0x00000008
#define BCRYPT_HASH_REUSABLE_FLAG 0x00000020
#define BCRYPT_USE_SYSTEM_PREFERRED_RNG 0x00000002
#define BCRYPT_BLOCK_PADDING 0x00000001

EXTERN_C_START

NTSTATUS WINAPI BCryptOpenAlgorithmProvider(BCRYPT_ALG_HANDLE *Algorithm,
                                            LPCWSTR AlgId,
                                            LPCWSTR Implementation,
                                            ULONG Flags);
NTSTATUS WINAPI BCryptCloseAlgorithmProvider(BCRYPT_ALG_HANDLE Algorithm,
                                             ULONG Flags);
NTSTATUS WINAPI BCryptGetProperty(BCRYPT_HANDLE Object, LPCWSTR Property,
                                  PUCHAR Output, ULONG OutputSize,
                                  ULONG *ResultSize, ULONG Flags);
NTSTATUS WINAPI BCryptSetProperty(BCRYPT_HANDLE Object, LPCWSTR Property,
                                  PUCHAR Input, ULONG InputSize, ULONG Flags);
NTSTATUS WINAPI BCryptCreateHash(BCRYPT_ALG_HANDLE Algorithm,
                                 BCRYPT_HASH_HANDLE *Hash, PUCHAR HashObject,
                                 ULONG HashObjectSize, PUCHAR Secret,
                                 ULONG SecretSize, ULONG Flags);
NTSTATUS WINAPI BCryptHashData(BCRYPT_HASH_HANDLE Hash, PUCHAR Input,
                               ULONG InputSize, ULONG Flags);
NTSTATUS WINAPI BCryptFinishHash(BCRYPT_HASH_HANDLE Hash, PUCHAR Output,
                                 ULONG OutputSize, ULONG Flags);
NTSTATUS WINAPI BCryptDestroyHash(BCRYPT_HASH_HANDLE Hash);
NTSTATUS WINAPI BCryptGenRandom(BCRYPT_ALG_HANDLE Algorithm, PUCHAR Buffer,
                                ULONG BufferSize, ULONG Flags);
NTSTATUS WINAPI BCryptGenerateSymmetricKey(BCRYPT_ALG_HANDLE Algorithm,
                                           BCRYPT_KEY_HANDLE *Key,
                                           PUCHAR KeyObject,
                                           ULONG KeyObjectSize, PUCHAR Secret,
                                           ULONG SecretSize, ULONG Flags);
NTSTATUS WINAPI BCryptDestroyKey(BCRYPT_KEY_HANDLE Key);
NTSTATUS WINAPI BCryptEncrypt(BCRYPT_KEY_HANDLE Key, PUCHAR Input,
                              ULONG InputSize, PVOID PaddingInfo, PUCHAR Iv,
                              ULONG IvSize, PUCHAR Output, ULONG OutputSize,
                              ULONG *ResultSize, ULONG Flags);
NTSTATUS WINAPI BCryptDecrypt(BCRYPT_KEY_HANDLE Key, PUCHAR Input,
                              ULONG InputSize, PVOID PaddingInfo, PUCHAR Iv,
                              ULONG IvSize, PUCHAR Output, ULONG OutputSize,
                              ULONG *ResultSize, ULONG Flags);

EXTERN_C_END

#endif // WSK_WDK_BCRYPT_H
