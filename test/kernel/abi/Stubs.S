# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
#
# Where driver code enters the kernel. r11 = Export record, set by the stub of
# the import; rcx, rdx, r8, r9 and xmm0-3 are the call's arguments. Offsets: see
# abi/CallFrame.h and abi/Export.h.
        .text
        .globl  KernelEnter
        .type   KernelEnter, @function
KernelEnter:
        movq    KernelCurrentFrame(%rip), %r10
        movq    (%rsp), %rax
        movq    %rax, 0(%r10)
        movq    %rsp, 8(%r10)
        movq    %rbx, 16(%r10)
        movq    %rbp, 24(%r10)
        movq    %rsi, 32(%r10)
        movq    %rdi, 40(%r10)
        movq    %r12, 48(%r10)
        movq    %r13, 56(%r10)
        movq    %r14, 64(%r10)
        movq    %r15, 72(%r10)
        movq    %r11, 88(%r10)
        movups  %xmm6, 112(%r10)
        movups  %xmm7, 128(%r10)
        movups  %xmm8, 144(%r10)
        movups  %xmm9, 160(%r10)
        movups  %xmm10, 176(%r10)
        movups  %xmm11, 192(%r10)
        movups  %xmm12, 208(%r10)
        movups  %xmm13, 224(%r10)
        movups  %xmm14, 240(%r10)
        movups  %xmm15, 256(%r10)
        movb    96(%r10), %al
        cmpb    8(%r11), %al
        ja      .Lslow
        cmpq    80(%r10), %rsp
        jb      .Lslow
        cmpb    $0, 97(%r10)
        jne     .Lslow
        jmp     *(%r11)
.Lslow:
        # Keep the arguments; 32 bytes of home space for the callee.
        subq    $168, %rsp
        movq    %rcx, 32(%rsp)
        movq    %rdx, 40(%rsp)
        movq    %r8, 48(%rsp)
        movq    %r9, 56(%rsp)
        movups  %xmm0, 64(%rsp)
        movups  %xmm1, 80(%rsp)
        movups  %xmm2, 96(%rsp)
        movups  %xmm3, 112(%rsp)
        movq    %r11, 128(%rsp)
        movq    %r10, %rcx
        leaq    32(%rsp), %rdx
        call    KernelEnterSlowly
        movq    32(%rsp), %rcx
        movq    40(%rsp), %rdx
        movq    48(%rsp), %r8
        movq    56(%rsp), %r9
        movups  64(%rsp), %xmm0
        movups  80(%rsp), %xmm1
        movups  96(%rsp), %xmm2
        movups  112(%rsp), %xmm3
        movq    128(%rsp), %r11
        addq    $168, %rsp
        jmp     *(%r11)
        .size   KernelEnter, .-KernelEnter
        .section .note.GNU-stack,"",@progbits
