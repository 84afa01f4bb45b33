"""Objects that are the values they hold and never change, as frozen dataclasses are, without writing and compiling code for each class.

Making the classes took four fifths of the time of importing the calculator in a browser; one constructor for all takes next to none."""

from typing import Any, ClassVar, Self, dataclass_transform


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Frozen:
    """Annotated names are the fields; what the class gives one of them is its default. Fields are passed by name, and in their order
    too where the class says `kw_only=False`. Equal are objects of one class with equal fields; these may be unhashable."""

    _fields: ClassVar[tuple[str, ...]] = ()
    _in_order: ClassVar[tuple[str, ...]] = ()
    _defaults: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(cls, *, kw_only: bool = True) -> None:
        own = [name for name, kind in cls.__annotations__.items() if "ClassVar" not in str(kind)]
        cls._fields = (*cls._fields, *(name for name in own if name not in cls._fields))
        cls._in_order = () if kw_only else cls._fields
        cls._defaults = cls._defaults | {name: vars(cls)[name] for name in own if name in vars(cls)}
        for name in cls._defaults.keys() & vars(cls).keys():
            delattr(cls, name)  # an attribute that stands in the class as well is found more slowly

    def __init__(self, *args: Any, **values: Any) -> None:
        given = len(args) + len(values)
        values.update(zip(self._in_order, args, strict=False))
        found = self._defaults | values
        if len(found) != len(self._fields) or len(values) != given:
            raise TypeError(f"{type(self).__name__} takes {', '.join(self._fields)}; got {len(args)} in order, {', '.join(values)}")
        for name in self._fields:
            object.__setattr__(self, name, found[name])

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} cannot be changed")

    def but(self, **changed: Any) -> Self:
        """The same with other values of some fields."""
        return type(self)(**{name: getattr(self, name) for name in self._fields} | changed)

    def _values(self) -> tuple[Any, ...]:
        return tuple([getattr(self, name) for name in self._fields])

    def __eq__(self, other: object) -> bool:
        return self._values() == other._values() if type(self) is type(other) and isinstance(other, Frozen) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self._fields)})"
