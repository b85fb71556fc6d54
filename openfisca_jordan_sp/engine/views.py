"""placeholder until merged"""
from openfisca_core.parameters import ParameterNodeAtInstant
import numpy
class ParameterView:
    __slots__=("_node","_record")
    def __init__(self,node,record): self._node=node; self._record=record
    @property
    def _name(self): return self._node._name
    @property
    def _instant_str(self): return self._node._instant_str
    def __getattr__(self,k):
        return self[k]
    def __getitem__(self,k):
        if isinstance(k,numpy.ndarray):
            self._all(self._node); return self._node[k]
        c=self._node._children.get(k)
        if c is None:
            self._record(f"{self._node._name}.{k}" if self._node._name else k)
            return self._node[k]
        if isinstance(c,ParameterNodeAtInstant): return ParameterView(c,self._record)
        self._record(f"{self._node._name}.{k}" if self._node._name else k)
        return c
    def _all(self,node):
        self._record(node._name)
        for c in node._children.items():
            if isinstance(c[1],ParameterNodeAtInstant): self._all(c[1])
            else: self._record(f"{node._name}.{c[0]}")
    def __contains__(self,k):
        self._record(f"{self._node._name}.{k}"); return k in self._node._children
    def __iter__(self):
        self._record(self._node._name); return iter(self._node)
