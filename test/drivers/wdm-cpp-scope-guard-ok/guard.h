#pragma once

// Runs a function object at the end of the scope unless told otherwise.
template <typename F> class ScopeGuard {
public:
    explicit ScopeGuard(F f) : m_f(f), m_armed(true) {}
    ~ScopeGuard()
    {
        if (m_armed)
            m_f();
    }
    ScopeGuard(ScopeGuard &&other) : m_f(other.m_f), m_armed(other.m_armed) { other.m_armed = false; }
    ScopeGuard(const ScopeGuard &) = delete;
    ScopeGuard &operator=(const ScopeGuard &) = delete;
    void Dismiss() { m_armed = false; }

private:
    F m_f;
    bool m_armed;
};

template <typename F> ScopeGuard<F> OnExit(F f)
{
    return ScopeGuard<F>(f);
}
