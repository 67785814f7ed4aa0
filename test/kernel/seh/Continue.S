# Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
#
# Going on in driver code with given registers; offsets of image::Registers.
        .text
        .globl  KernelContinue
        .type   KernelContinue, @function
KernelContinue:
        movups  144(%rdi), %xmm0
        movups  160(%rdi), %xmm1
        movups  176(%rdi), %xmm2
        movups  192(%rdi), %xmm3
        movups  208(%rdi), %xmm4
        movups  224(%rdi), %xmm5
        movups  240(%rdi), %xmm6
        movups  256(%rdi), %xmm7
        movups  272(%rdi), %xmm8
        movups  288(%rdi), %xmm9
        movups  304(%rdi), %xmm10
        movups  320(%rdi), %xmm11
        movups  336(%rdi), %xmm12
        movups  352(%rdi), %xmm13
        movups  368(%rdi), %xmm14
        movups  384(%rdi), %xmm15
        # Windows code keeps nothing below its stack pointer.
        movq    32(%rdi), %rax
        movq    128(%rdi), %rcx
        movq    %rcx, -8(%rax)
        leaq    -8(%rax), %rsp
        movq    64(%rdi), %r8
        movq    72(%rdi), %r9
        movq    80(%rdi), %r10
        movq    88(%rdi), %r11
        movq    96(%rdi), %r12
        movq    104(%rdi), %r13
        movq    112(%rdi), %r14
        movq    120(%rdi), %r15
        movq    0(%rdi), %rax
        movq    8(%rdi), %rcx
        movq    16(%rdi), %rdx
        movq    24(%rdi), %rbx
        movq    40(%rdi), %rbp
        movq    48(%rdi), %rsi
        movq    56(%rdi), %rdi
        ret
        .size   KernelContinue, .-KernelContinue

        .globl  KernelFaultEntry
        .type   KernelFaultEntry, @function
KernelFaultEntry:
        call    KernelHandleFault
        ud2
        .size   KernelFaultEntry, .-KernelFaultEntry
        .section .note.GNU-stack,"",@progbits
