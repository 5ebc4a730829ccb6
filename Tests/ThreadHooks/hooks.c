// What the thread sanitizer cannot see by itself: the order that Swift's own runtime makes between threads.
//
// The runtime is not built with the sanitizer. Its reference counts are atomic: who finds that an array is his alone, and
// then changes it in place, comes after everyone who read it and let go of it. To the sanitizer these are a read and a write
// with nothing between them. The same holds for a task that finds its continuation resumed before it came to wait for it.
// So the functions of the runtime that make such an order are put in front of themselves here and say so; everything else
// is checked as it is, and nothing is suppressed.
//
// In a build without the thread sanitizer this file is empty.

#include "thread_hooks.h"

#if defined(__linux__) && defined(__has_feature)
#if __has_feature(thread_sanitizer)

#include <dlfcn.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stddef.h>

void __tsan_acquire(void *address);
void __tsan_release(void *address);

#define HOOK __attribute__((visibility("default"), disable_sanitizer_instrumentation))

// The function of that name behind this one, looked up once; two threads that do so at once find the same.
#define NEXT(type, name) \
    static _Atomic(type *) next; \
    type *function = next; \
    if (function == NULL) next = function = (type *)dlsym(RTLD_NEXT, name)

typedef void Release(void *);
typedef void ReleaseMany(void *, uint32_t);
typedef bool IsUnique(const void *);
typedef __attribute__((swiftcall)) void Resume(void *);
typedef __attribute__((swiftasynccall)) void Await(void *);

// MARK: Reference counts

HOOK void swift_release(void *object) {
    NEXT(Release, "swift_release");
    if (object != NULL) __tsan_release(object);
    function(object);
}

HOOK void swift_release_n(void *object, uint32_t count) {
    NEXT(ReleaseMany, "swift_release_n");
    if (object != NULL) __tsan_release(object);
    function(object, count);
}

HOOK bool swift_isUniquelyReferenced_native(const void *object) {
    NEXT(IsUnique, "swift_isUniquelyReferenced_native");
    bool isUnique = function(object);
    if (isUnique) __tsan_acquire((void *)object);
    return isUnique;
}

HOOK bool swift_isUniquelyReferenced_nonNull_native(const void *object) {
    NEXT(IsUnique, "swift_isUniquelyReferenced_nonNull_native");
    bool isUnique = function(object);
    if (isUnique) __tsan_acquire((void *)object);
    return isUnique;
}

// MARK: Continuations

void *swift_task_getCurrent(void) __attribute__((swiftcall));

HOOK __attribute__((swiftcall)) void swift_continuation_resume(void *task) {
    NEXT(Resume, "swift_continuation_resume");
    __tsan_release(task);
    function(task);
}

HOOK __attribute__((swiftcall)) void swift_continuation_throwingResume(void *task) {
    NEXT(Resume, "swift_continuation_throwingResume");
    __tsan_release(task);
    function(task);
}

// A task that comes to wait may find its continuation resumed already, and then goes on at once: with the function that
// its context names. What was done before the resumption is then before this, which nothing but the runtime sees, and only
// the runtime knows whether it is so. Hence the context names a function of ours meanwhile, which says it and goes on with
// the one that stood there.

typedef __attribute__((swiftasynccall)) void GoOn(__attribute__((swift_async_context)) void *);

// How every context of an asynchronous function begins.
typedef struct {
    void *parent;
    GoOn *go_on;
} Context;

// The functions that stood in contexts, by the contexts' addresses. The lock is none that the sanitizer sees: it would put
// tasks in an order that they do not have.
enum { PLACES = 1 << 14 };
static struct { Context *context; GoOn *go_on; } places[PLACES];
static atomic_flag lock = ATOMIC_FLAG_INIT;

// The place of a context, or a free one; PLACES where there is neither.
__attribute__((disable_sanitizer_instrumentation))
static size_t place_of(Context *context) {
    size_t place = ((uintptr_t)context >> 4) * 0x9E3779B97F4A7C15u % PLACES;
    for (size_t step = 0; step < PLACES; step++, place = (place + 1) % PLACES) {
        if (places[place].context == context || places[place].context == NULL) return place;
    }
    return PLACES;
}

HOOK __attribute__((swiftasynccall)) void hooks_go_on(__attribute__((swift_async_context)) void *pointer) {
    Context *context = pointer;
    while (atomic_flag_test_and_set_explicit(&lock, memory_order_acquire)) {}
    GoOn *go_on = places[place_of(context)].go_on;
    atomic_flag_clear_explicit(&lock, memory_order_release);
    context->go_on = go_on;
    __tsan_acquire(swift_task_getCurrent());
    __attribute__((musttail)) return go_on(pointer);
}

HOOK __attribute__((swiftasynccall)) void swift_continuation_await(void *pointer) {
    NEXT(Await, "swift_continuation_await");
    Context *context = pointer;
    while (atomic_flag_test_and_set_explicit(&lock, memory_order_acquire)) {}
    size_t place = place_of(context);
    // A context that waits for the second time, and was not told anew where to go on, has our function already.
    if (place < PLACES && context->go_on != hooks_go_on) {
        places[place].context = context;
        places[place].go_on = context->go_on;
        context->go_on = hooks_go_on;
    }
    atomic_flag_clear_explicit(&lock, memory_order_release);
    // For what was resumed by now; it is all that is said of a context without a place.
    __tsan_acquire(swift_task_getCurrent());
    __attribute__((musttail)) return function(pointer);
}

#endif
#endif
